import * as z from 'zod';

// The page's policy forbids code made from text, which zod tries as soon as a schema is made: this has to come first.
z.config({ jitless: true });
