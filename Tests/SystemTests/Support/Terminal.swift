import Glibc

/// A pseudo terminal: what a program that runs on it asks is read here, and what is typed here it reads.
final class Terminal {
    /// Control-C and control-D, as keys send them.
    static let (interrupt, end) = ("\u{03}", "\u{04}")

    /// Where the program has it.
    let path: String
    private let keyboard: CInt
    private var heard = ""

    init() throws {
        keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, isLocked): (CUnsignedInt, CInt) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN, which are not imported.
        guard keyboard >= 0, ioctl(keyboard, 0x4004_5431, &isLocked) == 0, ioctl(keyboard, 0x8004_5430, &number) == 0
        else { throw Missed("no pseudo terminal: \(String(cString: strerror(errno)))") }
        path = "/dev/pts/\(number)"
    }

    deinit { close(keyboard) }

    /// Types a line.
    func enter(_ line: String) throws { try type(line + "\n") }

    func type(_ keys: String) throws {
        let bytes = Array(keys.utf8)
        guard write(keyboard, bytes, bytes.count) == bytes.count else { throw Missed("the terminal takes no keys") }
    }

    /// Waits until something is shown, and forgets all up to there.
    func awaitShown(_ text: String) throws {
        while true {
            if let range = heard.firstRange(of: text) {
                heard = String(heard[range.upperBound...])
                return
            }
            var wait = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 60_000) > 0 else { throw Missed("'\(text)' is not shown, but: \(heard)") }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = read(keyboard, &buffer, buffer.count)
            guard count > 0 else { throw Missed("the terminal is closed; shown was: \(heard)") }
            heard += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }
}
