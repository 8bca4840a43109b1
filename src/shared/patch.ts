import { z } from 'zod';

/**
 * Some fields of a settings object whose every field has a default: each checked, none filled in. A default here would
 * reset what the patch does not speak of.
 */
export const patchOf = <S extends Record<string, z.ZodDefault>>(schema: z.ZodObject<S>) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, (field.unwrap() as z.ZodType).optional()]),
    ),
  ) as unknown as z.ZodObject<{ [K in keyof S]: z.ZodOptional<z.ZodType<z.output<S[K]>>> }, z.core.$strict>;
