/**
 * Test files run in threads of Node.js, which load their modules themselves (test/runner): that takes two thirds of the
 * time of jest's own runner.
 */
export default {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/test/runner/register.js'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Most tests wait for a database or a socket half of their time: four keep two cores busy.
  maxWorkers: 4,
};
