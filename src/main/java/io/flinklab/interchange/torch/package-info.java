/**
 * TorchScript and libtorch. {@link io.flinklab.interchange.torch.TorchExport} writes a model as a
 * TorchScript file, which Python and C++ open as well as we do; {@link
 * io.flinklab.interchange.torch.TorchScorer} scores with such a file through libtorch, PyTorch's
 * C++ library.
 *
 * <p>The writer is our own, since the one Java library that writes TorchScript brings a second
 * libtorch of 190 MB, and one process holds only one. The file is a zip archive:
 *
 * <pre>
 * model/code/__torch__/flinklab.py   the class, as source: a stage of the pipeline is a few lines
 * model/data.pkl                     the object, pickled: its tensors by name
 * model/data/0, 1...                 the tensors' numbers
 * model/constants.pkl                no constants
 * model/version                      of the format
 * model/extra/export_metadata.json        the model's export metadata
 * </pre>
 */
package io.flinklab.interchange.torch;
