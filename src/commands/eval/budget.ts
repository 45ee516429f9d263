/** What a run may use; without a limit, as much as it takes. */
export interface Limits {
  maxTokens?: number | undefined;
  /** Dollars. */
  maxCost?: number | undefined;
}

interface Spent {
  tokens: number;
  /** Dollars; undefined when a price is not known. */
  cost: number | undefined;
}

/** Keeps what is used within limits. */
export interface Budget {
  /**
   * Whether one more case may begin while `running` others are under way: not when it would go beyond a limit, were they
   * all as large as the largest so far. Before one is done that used something, each
   * goes alone.
   */
  allowsOneMore(running: number): boolean;
  spend(spent: Spent): void;
  /** The limit in words, for who is told that it was reached. */
  limit: string;
}

export function createBudget({ maxTokens, maxCost }: Limits): Budget {
  const meters = [meter(maxTokens), meter(maxCost)];
  return {
    allowsOneMore: (running) => meters.every((each) => each.allowsOneMore(running)),
    spend: ({ tokens, cost }) => {
      meters[0]?.spend(tokens);
      meters[1]?.spend(cost ?? 0);
    },
    limit: [
      ...(maxTokens === undefined ? [] : [`${maxTokens} tokens`]),
      ...(maxCost === undefined ? [] : [`$${maxCost}`]),
    ].join(' or '),
  };
}

function meter(most: number | undefined) {
  let used = 0;
  let largest = 0;
  return {
    allowsOneMore: (running: number): boolean =>
      most === undefined ||
      (largest > 0 ? used + (running + 1) * largest <= most && used < most : running === 0 && most > 0),
    spend: (amount: number): void => {
      used += amount;
      largest = Math.max(largest, amount);
    },
  };
}
