// Gives back a value once it has stood still for a moment, so that typing does not ask the server at every key.
import { useEffect, useState } from 'react';

export function useSettled<T>(value: T, wait = 220): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), wait);
    return () => window.clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
