import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { answers } from '../../../src/store/embedded/answers.ts';
import { urlOf } from '../../../src/store/embedded/url.ts';

const servers = new Set<Server>();
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

async function serverThat(does: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    does(socket);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('a program that takes connections and says nothing does not answer', async () => {
  expect(await answers(urlOf(await serverThat(() => {}), 'x'))).toBe(false);
});

test('a program that speaks something else does not answer', async () => {
  const port = await serverThat((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await answers(urlOf(port, 'x'))).toBe(false);
});

test('where nobody listens nobody answers', async () => {
  const port = await serverThat(() => {});
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  expect(await answers(urlOf(port, 'x'))).toBe(false);
});
