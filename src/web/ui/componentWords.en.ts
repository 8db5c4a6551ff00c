// The component library's own words in British English, fetched with that language only.

import * as words from 'antd/es/locale/en_GB.js';
import type { Locale } from 'antd/es/locale/index.js';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb.js';

dayjs.locale('en-gb');

// The library's files are typed as CommonJS and bundled as ES modules: the default stands one step deeper in the types.
const outer: { default: Locale } | Locale = words.default;

export const locale: Locale = 'default' in outer ? outer.default : outer;
