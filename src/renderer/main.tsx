import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { followLook } from './app/look';
import { announceReady } from './app/ready';
import { startCommands } from './app/shell-commands';
import { listenToKeys } from './app/keyboard';
import { connect } from './state/connect';
import { fetchFirstPanes } from './workspace/registry';

// The answers of the main process and the panes are on their way while the shell is being drawn.
const connected = connect();
fetchFirstPanes();
followLook();
startCommands();
listenToKeys();

const host = document.getElementById('root');
if (!host) throw new Error('The page has no root.');
createRoot(host).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void connected.then(announceReady);
