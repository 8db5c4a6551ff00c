// Every page as seen in Chinese, light, wide.
import { checkEveryPage } from '../support/every-page.ts';

checkEveryPage('Chinese, light, wide', { language: 'zh-CN' });
