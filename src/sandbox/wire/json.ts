import { z } from 'zod';

/** Any JSON value. `undefined` members are allowed in objects because JSON.stringify leaves them out. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object as it goes over the wire. */
export type JsonObject = { [key: string]: Json | undefined };

/** Parses any JSON object, such as a block whose kind is looked at elsewhere. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** @returns the object behind a JSON value, or undefined when it is something else */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** @returns the objects of a JSON array; anything that is no object is left out */
export function asObjects(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.map(asObject).filter((item) => item !== undefined);
}

/** @returns the string, or undefined when the value is something else */
export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** @returns the strings of a JSON array */
export function asStrings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
