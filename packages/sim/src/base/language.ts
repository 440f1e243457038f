/** The languages in which a gateway says why it refuses a request, as its option `lang` names them. */
export const languages = ["en", "zh"] as const;

/** The language of a gateway's refusals. */
export type Language = (typeof languages)[number];

/** Whether a text is the name of a language. */
export function isLanguage(name: string): name is Language {
  return languages.some((language) => language === name);
}
