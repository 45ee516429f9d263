/** Real ES modules through swc; Node needs --experimental-vm-modules (set in package.json's scripts). */
export default {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2023',
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Most tests wait for a database or a socket half of their time: four keep two cores busy.
  maxWorkers: 4,
  // Modules of files that are done stay in a worker's memory; one that has grown so large is started anew.
  workerIdleMemoryLimit: '2GB',
  // Only what hangs takes so long; on a busy machine everything else takes its time.
  testTimeout: 90_000,
};
