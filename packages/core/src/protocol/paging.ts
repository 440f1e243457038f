import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";

/** Converts a key of bytes to a cursor, in Base64 so that it can be stored as text. */
export function keyToCursor(key: Uint8Array | undefined): string | undefined {
  return key === undefined || key.length === 0 ? undefined : base64Encode(key);
}

/** Converts a cursor back to the key. */
export function cursorToKey(cursor: string | undefined): Uint8Array | undefined {
  return cursor === undefined ? undefined : base64Decode(cursor);
}

/** Returns whether a text can be the cursor for a key of bytes. */
export function isKeyCursor(cursor: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(cursor) && cursor !== "";
}

/** Returns how many rows to skip for the page at a cursor. */
export function cursorToOffset(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor);
}

/** Returns whether a text can be a number of rows to skip. */
export function isOffsetCursor(cursor: string): boolean {
  return /^[1-9]\d{0,9}$/.test(cursor) && Number(cursor) < 2 ** 31;
}

/**
 * Returns the cursor of the page after the one at `cursor`, or undefined at the end. A page without rows is the end,
 * whatever the gateway says, so that every walk ends.
 *
 * @param lastPage whether the reply says that it is the last page; as a number, 1 means yes
 * @param allCount number of rows of all pages; used only when the reply does not say whether it is the last page
 */
export function nextOffset(
  cursor: string | undefined,
  rowCount: number,
  lastPage: boolean | number | undefined,
  allCount: number | undefined,
): string | undefined {
  const offset = cursorToOffset(cursor) + rowCount;
  const isLast = lastPage === undefined ? allCount !== undefined && offset >= allCount : Boolean(lastPage);
  return rowCount === 0 || isLast ? undefined : String(offset);
}
