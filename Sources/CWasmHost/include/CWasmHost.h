/* Nothing to call: the target only defines what the Swift runtime asks of its host in WebAssembly. */
#pragma once
