import Foundation
import Glibc

extension KlyftaProcess {
    /// Stops the module that the daemon runs, as a dead network disk would: it neither answers nor ends.
    func hangChild(_ source: String) throws {
        try eventually("the module \(source) runs") {
            guard let child = session.first(where: { isModule(source, $0) }) else { return false }
            return kill(child, SIGSTOP) == 0
        }
    }

    private func isModule(_ source: String, _ process: pid_t) -> Bool {
        let line = (try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline"))) ?? Data()
        return line.split(separator: 0).suffix(2).map { String(decoding: $0, as: UTF8.self) } == ["source", source]
    }
}
