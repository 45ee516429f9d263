#!/usr/bin/env node
import { config as loadDotenv } from 'dotenv';
import { runCommandLine } from './command-line.ts';

loadDotenv({ quiet: true });
const code = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
});
// A command that runs on, as "start" does, ends with a code of its own.
if (code !== 0) process.exitCode = code;
// What a check gave up on may still be under way; it does not keep us.
if (process.argv[2] === 'doctor') setTimeout(() => process.exit(), 500).unref();
