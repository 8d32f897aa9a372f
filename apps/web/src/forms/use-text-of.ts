import { useState } from 'react';

/** The text that is being typed, as long as it means `value`; when the form was given another value, the text of that. */
export function useTextOf<Value>(value: Value, write: (value: Value) => string, parse: (text: string) => Value) {
  const [typed, setTyped] = useState(() => write(value));
  const isTyped = JSON.stringify(parse(typed)) === JSON.stringify(value);
  function read(text: string): Value {
    setTyped(text);
    return parse(text);
  }
  return { shown: isTyped ? typed : write(value), read };
}
