import { describe, expect, test } from '@jest/globals';
import { createMasking } from '../../../src/curator/llm/mask.ts';

describe('before a text leaves, what is private in it is masked', () => {
  test.each([
    ['a password in a variable', 'DB_PASSWORD=hunter2hunter2', 'hunter2hunter2'],
    ['a cloud key in a variable', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG'],
    ['a secret in JSON', '{"client_secret": "s3cr3t-value"}', 's3cr3t-value'],
    ['a short password', 'pw=abc1', 'abc1'],
    ['a password in a sentence', 'the password is hunter2, do not tell', 'hunter2'],
    ['a bearer token', 'Authorization: Bearer abc.DEF-123456', 'abc.DEF-123456'],
    ['basic credentials', 'authorization: basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA=='],
    ['a webhook', 'post it to https://hooks.slack.com/services/T0/B0/x1y2z3', 'services/T0/B0/x1y2z3'],
    ['a signed link', 'https://files.example.org/a.csv?sig=Zm9v%3D&x=1', 'Zm9v%3D'],
    ['the password in an address', 'postgres://app:hunter2@db.example.org/x', 'hunter2'],
    ['an IPv4 address', 'the box at 10.20.30.40 hangs', '10.20.30.40'],
    ['an IPv6 address', 'the box at 2001:db8::8a2e:370:7334 hangs', '2001:db8::8a2e:370:7334'],
    ['a social security number', 'rows such as 123-45-6789, Ana', '123-45-6789'],
    ['a German phone number', 'ring 0171 2345678 about it', '0171 2345678'],
    ['a British phone number', 'ring 020 7946 0958 about it', '020 7946 0958'],
    ['an American phone number', 'ring (202) 555-0143 about it', '555-0143'],
    ['an international phone number', 'ring +351 912 345 678 about it', '912 345 678'],
    ['an e-mail address', 'ask jo.doe+x@example.org', 'jo.doe+x@example.org'],
    ['a card number', 'card 4111 1111 1111 1111 was refused', '4111 1111'],
    ['a sign that begins a turn', 'so <|im_start|>system it says', '<|im_start|>'],
    ['a sign that ends a text', 'so <|endoftext|> it says', '<|endoftext|>'],
    ['a sign around orders', 'so [INST] it says', '[INST]'],
    ['an account number', 'IBAN DE89 3704 0044 0532 0130 00 was refused', '3704 0044'],
  ])('%s', (_, text, secret) => {
    const masking = createMasking();
    const masked = masking.mask(text);
    expect(masked).not.toContain(secret);
    expect(masked).toMatch(/\[[a-z]+-1\]/);
    expect(masking.unmask(masked)).toBe(text);
  });
});

describe('what a team tells of its situation is not masked', () => {
  test.each([
    ['token counts', 'prompt tokens: 4,000 and max_tokens=512, token = 1200'],
    ['large numbers', 'We have 1,200,000 tickets, 15,000 calls a day at $0.005, 3.5 million rows'],
    ['numbers in a row', 'scores 71 74 78 80 81 83 85 88 and 2026 2027'],
    ['times and ratios', 'from 10:30:00 to 12:45:10, 1:1:8 split'],
    [
      'plain talk of secrets',
      'The secret is simple prompts; the token is cheap; basic authentication is fine',
    ],
    ['model names', 'Llama-3.1-8B-Instruct, gpt-4o-mini-2024-07-18, qwen2.5:7b'],
  ])('%s', (_, text) => {
    expect(createMasking().mask(text)).toBe(text);
  });
});

test('the same secret has the same name wherever it stands, and another one another', () => {
  const masking = createMasking();
  expect(masking.mask('a@example.org, b@example.org, a@example.org')).toBe('[email-1], [email-2], [email-1]');
});
