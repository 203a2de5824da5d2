//! The program, run with bounds of time and memory.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The program `alinea`, run in a folder.
#[derive(Clone, Debug)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// Where it is run: its index is `.alinea` there.
    pub folder: PathBuf,
    /// When it is taken to hang.
    pub patience: Duration,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Its exit status; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it said.
    pub stderr: String,
    /// How long it took.
    pub time: Duration,
    /// The most memory it was seen to have, in bytes.
    pub peak: u64,
    /// It did not end, and was killed.
    pub hung: bool,
}

impl Outcome {
    /// Fails if the program hung, was ended by a signal, or let the message of a panic through.
    pub fn is_orderly(&self) -> Result<(), String> {
        if self.hung {
            return Err(format!("it did not end within {:?}", self.time));
        }
        let text = self.stderr.to_lowercase();
        if text.contains("panicked") || text.contains("backtrace") || text.contains("a mistake of this") {
            return Err(format!("it panicked: {}", self.stderr));
        }
        match self.code {
            Some(0..=2) => Ok(()),
            Some(code) => Err(format!("it ended with status {code}: {}", self.stderr)),
            None => Err(format!("a signal ended it: {}", self.stderr)),
        }
    }

    /// Fails unless it ended with this status, and orderly.
    pub fn ended(&self, code: i32) -> Result<(), String> {
        self.is_orderly()?;
        if self.code == Some(code) { Ok(()) } else { Err(format!("status {:?}: {}", self.code, self.stderr)) }
    }
}

impl Program {
    /// The program at `path`, run in `folder`.
    pub fn new(path: &Path, folder: &Path) -> Program {
        Program { path: path.to_owned(), folder: folder.to_owned(), patience: Duration::from_secs(30) }
    }

    /// The folder of its index.
    pub fn index(&self) -> PathBuf {
        self.folder.join(".alinea")
    }

    /// Runs it.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Outcome {
        self.finish(self.start(&[], arguments), None)
    }

    /// Runs it and kills it after `time`, if it has not ended by then.
    pub fn run_and_kill<S: AsRef<OsStr>>(&self, arguments: &[S], time: Duration) -> Outcome {
        self.finish(self.start(&[], arguments), Some(time))
    }

    /// Runs it through another program, which is given its path and its arguments.
    pub fn run_through<S: AsRef<OsStr>>(&self, other: &[&str], arguments: &[S]) -> Outcome {
        self.finish(self.start(other, arguments), None)
    }

    /// Starts it through another program, if one is given.
    pub fn start<S: AsRef<OsStr>>(&self, other: &[&str], arguments: &[S]) -> Child {
        let mut command = match other {
            [] => Command::new(&self.path),
            [other, others @ ..] => {
                let mut command = Command::new(other);
                command.args(others).arg(&self.path);
                command
            }
        };
        command.args(arguments).current_dir(&self.folder);
        command.env_remove("ALINEA_INDEX").env_remove("COLUMNS").env_remove("RUST_BACKTRACE");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"))
    }

    /// Waits for a run to end, or ends it.
    pub fn finish(&self, mut child: Child, kill: Option<Duration>) -> Outcome {
        let begin = Instant::now();
        let stdout = collect(child.stdout.take());
        let stderr = collect(child.stderr.take());
        let (mut peak, mut hung) = (0, false);
        let status: ExitStatus = loop {
            peak = peak.max(memory(child.id()));
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) => {}
                Err(error) => panic!("cannot wait for {}: {error}", self.path.display()),
            }
            hung = begin.elapsed() > self.patience;
            if hung || kill.is_some_and(|time| begin.elapsed() >= time) {
                let _ = child.kill();
            }
            let pause = kill.map_or(Duration::from_millis(2), |time| time.saturating_sub(begin.elapsed()));
            thread::sleep(pause.clamp(Duration::from_micros(50), Duration::from_millis(2)));
        };
        let time = begin.elapsed();
        let [stdout, stderr] = [stdout, stderr].map(|stream| stream.join().unwrap_or_default());
        let stderr = String::from_utf8_lossy(&stderr).into_owned();
        Outcome { code: status.code(), stdout, stderr, time, peak, hung }
    }
}

fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            // What a killed program has printed is no more than that.
            let _ = stream.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// The most memory a process has had, in bytes; 0 where the system does not tell.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}
