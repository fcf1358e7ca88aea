// What the system has for threads; POSIX has it, and so do Linux and macOS.
#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// A thread of the system.
struct Thread {
  private let handle: pthread_t

  /// What a thread runs, in memory of its own until it begins.
  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Starts a thread; nothing if the system has none to give.
  init?(running run: @escaping () -> Void) {
    let body = unsafe Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
    var started: pthread_t?
    #else
    var started = pthread_t()
    #endif
    // SAFETY: the body is kept alive by its owner count until the thread takes it over, or, if none
    // begins, until it is released here.
    let failed = unsafe pthread_create(&started, nil, { unsafe Thread.begin($0) }, body.toOpaque())
    #if canImport(Darwin)
    guard failed == 0, let started else {
      unsafe body.release()
      return nil
    }
    unsafe handle = started
    #else
    guard failed == 0 else {
      unsafe body.release()
      return nil
    }
    handle = started
    #endif
  }

  private static func begin(_ address: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let address = unsafe address else { return nil }
    // SAFETY: the address is the one that `init` handed over, with its owner count.
    unsafe Unmanaged<Body>.fromOpaque(address).takeRetainedValue().run()
    return nil
  }

  /// Waits for the thread's end.
  func join() {
    _ = pthread_join(handle, nil)
  }

  /// Lets another thread run.
  static func giveWay() {
    _ = sched_yield()
  }
}

/// A bell that wakes one sleeper.
@safe final class Bell: @unchecked Sendable {
  // SAFETY of sharing: both are made for it.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    _ = unsafe pthread_mutex_init(mutex, nil)
    _ = unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    // SAFETY: no one else has a reference any more, so no one waits.
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Wakes the sleeper.
  func ring() {
    // SAFETY: made by `init`, and there until `deinit`.
    unsafe pthread_mutex_lock(mutex)
    unsafe pthread_cond_signal(condition)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Sleeps until `isTrue`, which is looked at before, and after each ring.
  func wait(until isTrue: () -> Bool) {
    // SAFETY: as in `ring`.
    unsafe pthread_mutex_lock(mutex)
    while !isTrue() { unsafe pthread_cond_wait(condition, mutex) }
    unsafe pthread_mutex_unlock(mutex)
  }
}
