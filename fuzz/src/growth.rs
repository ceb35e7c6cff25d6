//! Whether work on an input that is repeated 32 times as often takes about 32 times as long.

use std::time::Duration;

const SHORT: usize = 2 * 1024;
const LONG: usize = 32 * SHORT;
/// How much more the time may grow than the input: what is quadratic grows 32 times as much, and long work finds less of
/// its memory near at hand than short work, above all beside other programs.
const SLACK: u32 = 8;
/// What is faster than this is not measured by a clock.
const LEAST: Duration = Duration::from_micros(200);

pub fn grows_evenly(piece: &[u8], work: impl Fn(&[u8])) {
    if piece.is_empty() {
        return;
    }
    let of = |size: usize| piece.repeat(size.div_ceil(piece.len()));
    let (short, long) = (of(SHORT), of(LONG));
    let times = (long.len() / short.len()) as u32;
    let mut measured = Vec::new();
    // Whatever else the machine does makes a run slower and never faster.
    for _ in 0..5 {
        let (short, long) = (fastest(&short, &work).max(LEAST), fastest(&long, &work));
        if long <= short * times.max(1) * SLACK {
            return;
        }
        measured.push((short, long));
    }
    panic!("{times} times as long an input takes too long: {measured:?}");
}

fn fastest(input: &[u8], work: &impl Fn(&[u8])) -> Duration {
    let run = |_| {
        let start = worked();
        work(input);
        worked() - start
    };
    (0..2).map(run).min().unwrap_or_default()
}

/// How long this thread has worked so far, without the time in which it had to wait for others.
#[cfg(unix)]
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(not(unix))]
fn worked() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}
