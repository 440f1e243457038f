/**
 * The form in which a request may be written: lists may be left out at any depth and are then empty. Replies always
 * have their lists.
 */
export type RequestInput<Message> = unknown extends Message
  ? Message
  : Message extends Scalar
    ? Message
    : Message extends readonly (infer Item)[]
      ? readonly RequestInput<Item>[]
      : {
          [Name in keyof Message as IsList<Message[Name]> extends true ? never : Name]: RequestInput<Message[Name]>;
        } & {
          [Name in keyof Message as IsList<Message[Name]> extends true ? Name : never]?:
            | RequestInput<Message[Name]>
            | undefined;
        };

type Scalar = string | number | bigint | boolean | Uint8Array | undefined;

type IsList<Value> = Value extends readonly unknown[] ? true : false;
