import { useCallback, useState } from 'react';

const KEY = 'sandbox-person';

/**
 * Who one is on this page: kept per tab, so that two tabs can be two people. `?as=ben` in the address decides for a
 * new tab.
 */
export function usePerson(): [string, (name: string) => void] {
  const [person, setPerson] = useState(
    () => new URLSearchParams(location.search).get('as') ?? sessionStorage.getItem(KEY) ?? 'ana',
  );
  const become = useCallback((name: string) => {
    sessionStorage.setItem(KEY, name);
    const url = new URL(location.href);
    url.searchParams.delete('as');
    history.replaceState(null, '', url);
    setPerson(name);
  }, []);
  return [person, become];
}
