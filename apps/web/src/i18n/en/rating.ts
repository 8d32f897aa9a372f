/** How content people are with how the support helped. */
export const rating = {
  title: 'Rating',
  question: 'How did we do?',
  score: 'Rating',
  scores: { 5: 'Excellent', 4: 'Good', 3: 'Fair', 2: 'Poor', 1: 'Very poor' },
  remark: 'Anything to say',
  send: 'Send the rating',
  change: 'Change the rating',
  thanks: 'Thank you for rating',
  satisfaction: 'Customers’ ratings',
  average: 'Average rating',
  rated: 'Requests rated',
  by_score: 'By rating',
  rated_at: 'Rated',
  empty_title: 'No ratings yet',
  empty: 'Here is how customers rated their resolved requests.',
} as const;
