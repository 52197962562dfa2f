import Glibc

// A reader that has seen enough (`followupctl customer list | head -1`) shows as a failed write, not as a signal.
signal(SIGPIPE, SIG_IGN)
exit(await Program.run(Array(CommandLine.arguments.dropFirst())).number)
