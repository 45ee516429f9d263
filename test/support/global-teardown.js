/** After all tests: ends what global-setup.js started. */
export default async function tearDown() {
  await globalThis.tearDownTests?.();
}
