// Where the browser begins: the words of one language, then the first screen.
import { createRoot } from 'react-dom/client';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { App } from './App.tsx';
import { firstLanguage, startLanguage } from './language.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
await startLanguage(firstLanguage());
createRoot(root).render(<App />);
