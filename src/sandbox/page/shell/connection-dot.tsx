import type { PageSnapshot } from '../../wire/page-snapshot.ts';

interface ConnectionDotProps {
  connection: PageSnapshot['connection'];
  app: string;
  reached: boolean;
}

/** Says whether the app is there. */
export function ConnectionDot({ connection, app, reached }: ConnectionDotProps) {
  const up = reached && connection.connected;
  const how =
    connection.mode === 'http'
      ? 'over HTTP'
      : `over ${connection.sockets} socket${connection.sockets === 1 ? '' : 's'}`;
  return (
    <span className="connection" role="status">
      <span className={up ? 'dot up' : 'dot down'} />
      {up ? `${app} is connected ${how}` : `${app} is not connected`}
    </span>
  );
}
