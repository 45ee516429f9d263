import { z } from 'zod';

// The page's policy forbids code made of strings, which zod tries when a schema is made. Hence before any schema.
z.config({ jitless: true });
