import Glibc
import KlyftaModel

/// An event could not be delivered.
package struct SinkFault: Fault, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String

    package init(at place: String, _ problem: String, remedy: String) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }

    /// The refusal of a system call.
    init(at place: String, errno code: CInt) {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "Make room on its file system; the event is kept and delivered then."
            case ELOOP: "It is a symbolic link. Name the file itself."
            case EACCES, EPERM, EROFS:
                "Let the user that runs klyfta write to it; the event is kept and delivered then."
            case ENOENT, ENOTDIR: "Make its directory; the event is kept and delivered then."
            default: "The event is kept and delivered when it works again."
            }
        self.init(at: place, "it cannot be written (\(String(cString: strerror(code))))", remedy: remedy)
    }
}
