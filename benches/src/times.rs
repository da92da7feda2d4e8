//! Durations of one thing done many times.

use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Durations, sorted.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Of durations in any order.
    #[must_use]
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one that half of them do not exceed; 0 of none.
    #[must_use]
    pub fn median(&self) -> Duration {
        self.at(50)
    }

    /// The one that 99 of 100 do not exceed.
    #[must_use]
    pub fn p99(&self) -> Duration {
        self.at(99)
    }

    /// The longest.
    #[must_use]
    pub fn max(&self) -> Duration {
        self.at(100)
    }

    fn at(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100);
        let time = self.0.get(rank.saturating_sub(1));
        time.copied().unwrap_or_default()
    }
}

/// How long something takes, and what comes of it.
pub fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let result = black_box(work());
    (began.elapsed(), result)
}

/// The same in time of the processor, over all threads: what other programs do at the same
/// time matters less.
pub fn processor_time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let now = || {
        let now = clock_gettime(ClockId::ProcessCPUTime);
        let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
        Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or_default())
    };
    let began = now();
    let result = black_box(work());
    (now().saturating_sub(began), result)
}

/// How often to repeat: at most so many rounds, and no further round after so long.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Most rounds, after one that is not counted.
    pub rounds: usize,
    /// No round begins after that.
    pub limit: Duration,
}

/// Does ours and the peer's in turn, so that the machine's moods meet both.
pub fn alternate<A, B>(
    effort: Effort,
    mut ours: impl FnMut() -> A,
    mut peer: impl FnMut() -> B,
) -> (Times, Times) {
    black_box((ours(), peer()));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let began = Instant::now();
    while a.is_empty() || (a.len() < effort.rounds && began.elapsed() < effort.limit) {
        a.push(time(&mut ours).0);
        b.push(time(&mut peer).0);
    }
    (Times::new(a), Times::new(b))
}
