// The component library's own words in Chinese, fetched with that language only.
import type { Locale } from 'antd/es/locale/index.js';
import * as words from 'antd/es/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';

dayjs.locale('zh-cn');

// The library's files are typed as CommonJS and bundled as ES modules: the default stands one step deeper in the types.
const outer: { default: Locale } | Locale = words.default;

export const locale: Locale = 'default' in outer ? outer.default : outer;
