/** A definition: a message, an enum or what contains them. The rest of its members is that of protobufjs 6. */
export interface Definition {
  /** The name within what contains it. */
  readonly name: string;
  /** The whole name, with a dot in front: `.Qot_Common.Security`. */
  readonly fullName: string;
}

/** The messages and enums of one `.proto` file, as a namespace of protobufjs 6. */
export interface Namespace extends Definition {
  /** The definitions in it, by name. */
  readonly nested?: Readonly<Record<string, Definition>> | undefined;
  /** Finds a definition: `lookup("Security")`. Null when there is none. */
  lookup(path: string): MessageType | null;
  /** Finds a message. @throws when there is none */
  lookupType(path: string): MessageType;
}

/** A message type of protobufjs 6. */
export interface MessageType extends Namespace {
  /** Makes a message. */
  create(properties?: object): Message;
  /** Writes a message. @throws when a required message is missing */
  encode(message: object): { finish(): Uint8Array };
  /** Reads a message. @throws when the bytes are none, or a required field is missing */
  decode(bytes: Uint8Array): Message;
  /** Makes a message of plain data, and converts what is of another type. */
  fromObject(object: Readonly<Record<string, unknown>>): Message;
  /** Returns a message as plain data. */
  toObject(message: object, options?: object): Record<string, unknown>;
  /** Says what is wrong with plain data. Null when it is valid. */
  verify(message: object): string | null;
}

/** The root of all definitions. */
export interface Root extends Namespace {
  /** Returns all definitions as JSON. */
  toJSON(): object;
}

/** A message that was received. */
export interface Message {
  /** Returns the message as data for JSON: 64-bit integers as text, bytes in Base64. */
  toJSON(): Record<string, unknown>;
  /** The type of the message. */
  readonly $type: MessageType;
}
