/** Roboto is what PNGs are drawn with, and the most like what browsers find. */
export const fontFamily = "Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Room around the values of a panel, in pixels. */
export const edges = { top: 30, bottom: 40, between: 8, left: 64, right: 20 } as const;

/** Room to the left of headings, in pixels. */
export const labelRoom = 16;

/** The size of a picture. */
export interface PictureSize {
  /** Pixels. Default: 960. */
  readonly width?: number | undefined;
  /** Pixels, more if the panels need more. Default: what they need. */
  readonly height?: number | undefined;
}

/** Height of a panel of weight 1, in pixels. */
export const panelHeight = 140;
