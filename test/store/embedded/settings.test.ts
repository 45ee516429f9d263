import { expect, test } from '@jest/globals';
import { serverOptions } from '../../../src/store/embedded/settings.ts';

test('a value with a space reaches the server as one word', () => {
  expect(serverOptions(5432, { datestyle: 'iso, dmy' })).toContain(' -c "datestyle=iso, dmy" ');
});

test.each(['$HOME', '`id`', 'a"b', "a'b", 'a;b', 'a|b', 'a\nb', 'a\\b', '%PATH%'])(
  'a value that a shell would read is refused: %s',
  (value) => {
    expect(() => serverOptions(5432, { application_name: value })).toThrow(/was refused/);
  },
);

test('a name that is none is refused', () => {
  expect(() => serverOptions(5432, { 'x -c y': 1 })).toThrow(/was refused/);
});

test('durability stays on unless someone says otherwise', () => {
  expect(serverOptions(5432, {})).not.toMatch(/fsync|synchronous_commit|full_page_writes/);
});
