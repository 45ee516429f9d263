import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { newSecret } from '../world/ids.ts';
import type { World } from '../world/world.ts';
import { keepAlive } from './keep-alive.ts';
import { sayGoodbye } from './say-goodbye.ts';

/** The app's Socket Mode connections. */
export interface SocketHub {
  /** Makes the address for one new connection, as apps.connections.open answers it. */
  issueUrl(): string;
  /** Takes over an HTTP request that wants to become a connection. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The open connections, the longest open first. */
  sockets(): WebSocket[];
  onOpen(listener: () => void): () => void;
  onMessage(listener: (socket: WebSocket, text: string) => void): void;
  onClose(listener: (socket: WebSocket) => void): void;
  drop(refuseForMs: number): void;
  accept(): void;
  askRefresh(): void;
  /** Closes every connection in good order. */
  close(): Promise<void>;
}

/** @returns a hub without connections */
export function createSocketHub(world: World): SocketHub {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const openListeners = new Set<() => void>();
  const messageListeners = new Set<(socket: WebSocket, text: string) => void>();
  const closeListeners = new Set<(socket: WebSocket) => void>();
  let refusing = false;
  let refusalTimer: NodeJS.Timeout | undefined;

  const accept = () => {
    clearTimeout(refusalTimer);
    refusing = false;
  };

  const welcome = (socket: WebSocket) => {
    if (open.size >= world.limits.maxSockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    open.add(socket);
    keepAlive(socket);
    socket.on('message', (data) => {
      for (const listener of messageListeners) listener(socket, data.toString());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.delete(socket);
      for (const listener of closeListeners) listener(socket);
      world.changed();
    });
    const info = { num_connections: open.size, connection_info: { app_id: world.identity.appId } };
    socket.send(JSON.stringify({ type: 'hello', ...info, debug_info: { host: 'sandbox' } }));
    for (const listener of [...openListeners]) listener();
    world.changed();
  };

  return {
    issueUrl() {
      const ticket = newSecret();
      tickets.add(ticket);
      return `${world.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.identity.appId}`;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (refusing || url.pathname !== '/link/' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    sockets: () => [...open],
    onOpen(listener) {
      openListeners.add(listener);
      return () => openListeners.delete(listener);
    },
    onMessage: (listener) => messageListeners.add(listener),
    onClose: (listener) => closeListeners.add(listener),
    drop(refuseForMs) {
      if (refuseForMs > 0) {
        clearTimeout(refusalTimer);
        refusing = true;
        if (Number.isFinite(refuseForMs)) refusalTimer = setTimeout(accept, refuseForMs);
      }
      for (const socket of open) socket.terminate();
    },
    accept,
    askRefresh() {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    async close() {
      accept();
      await Promise.all([...open].map(sayGoodbye));
      server.close();
    },
  };
}
