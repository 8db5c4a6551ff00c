// Every page as seen in English, dark, wide.
import { checkEveryPage } from '../support/every-page.ts';

checkEveryPage('English, dark, wide', { language: 'en', dark: true });
