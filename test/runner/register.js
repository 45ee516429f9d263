/** For each of jest's workers, before its first test: from then on modules are loaded as load.js says. */
import { register } from 'node:module';

register('./load.js', import.meta.url);
// So that a failure names the line as it was written.
process.setSourceMapsEnabled(true);
