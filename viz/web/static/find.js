export {}; // suggestions as one types come here
