import './model/no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'slack-blocks-to-jsx/dist/style.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/conversation.css';
import './styles/message.css';
import './styles/under-message.css';
import './styles/composer.css';
import './styles/blocks.css';
import './styles/elements.css';
import './styles/dialogs.css';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
