/** Of what a simulation, its robustness and its sizing answer: raised when the same question gets another answer. */
export const HEDGE_VERSION = 2;
