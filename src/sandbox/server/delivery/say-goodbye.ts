import type { WebSocket } from 'ws';

const PATIENCE_MS = 500;

/**
 * Closes a connection with the handshake that clients expect: one that is cut off while Slack's client is closing it
 * keeps that client's process alive for another 30 s. A client that does not answer is cut off after all.
 */
export function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}
