import { useCallback, useEffect, useState } from 'react';
import { formatRoute, parseRoute, type Route } from './route.ts';

/** @returns the route in the address, and a function that goes elsewhere */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((next: Route) => {
    const hash = formatRoute(next);
    if (hash === location.hash) setRoute(next);
    else location.hash = hash;
  }, []);
  return [route, go];
}
