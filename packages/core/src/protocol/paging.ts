import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";

/** The cursor for a key of bytes: Base64, since cursors are text. */
export function keyToCursor(key: Uint8Array | undefined): string | undefined {
  return key === undefined || key.length === 0 ? undefined : base64Encode(key);
}

/** The key behind a cursor. */
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
 * The cursor of the page after the one at `cursor`, or undefined at the end. A page without rows is always the end,
 * whatever the gateway says, so every walk ends.
 *
 * @param lastPage whether the reply says that it is the last page; a number says so with 1
 * @param allCount the rows of all pages, used only when the reply does not say whether it is the last page
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
