import type { WebSocket } from 'ws';

const PING_MS = 10_000;

/** Pings a connection as Slack does; a client that hears nothing for 30 s would think that it is dead. */
export function keepAlive(socket: WebSocket): void {
  const timer = setInterval(() => socket.ping(), PING_MS);
  timer.unref();
  socket.on('close', () => clearInterval(timer));
}
