// Where the browser begins: the words of one language, then the first screen.
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { firstLanguage, startLanguage } from './language.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
// Each part is awaited by itself, so that slow machines run the start in short pieces.
const [{ createRoot }] = await Promise.all([import('react-dom/client'), startLanguage(firstLanguage())]);
const { App } = await import('./App.tsx');
createRoot(root).render(<App />);
