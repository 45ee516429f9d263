/** For each of jest's workers, before its first test: from then on modules are loaded as load.js says. */
import { register } from 'node:module';

register('./load.js', import.meta.url);
