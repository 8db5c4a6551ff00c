// The parts of the drawing library that our charts need, in a file of their own that is fetched with the first chart.
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Vectors print sharp and take the page's own letters.
use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export { init };
