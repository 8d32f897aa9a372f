import { createContext, useContext, useEffect } from 'react';

/** The names of the fields that a form shows: faults of any other stand in its summary. */
export const FieldNames = createContext<Set<string>>(new Set());

/** Makes `name` known to the form around. */
export function useRegisteredName(name: string): void {
  const names = useContext(FieldNames);
  useEffect(() => {
    names.add(name);
    return () => void names.delete(name);
  }, [names, name]);
}
