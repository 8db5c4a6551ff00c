// Every page as seen in Chinese, light, on a phone.
import { checkEveryPage } from '../support/every-page.ts';

checkEveryPage('Chinese, light, on a phone', { language: 'zh-CN', width: 390, height: 844 });
