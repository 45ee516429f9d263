import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** Processor time, memory, event loop and garbage collection. Of the process, so collected once however much runs in it. */
export function processMetrics(): Registry {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
