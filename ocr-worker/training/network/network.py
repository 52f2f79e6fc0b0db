"""An ONNX graph as a torch module, so that a published network can go on learning, and back again."""

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class Network(torch.nn.Module):
    """Runs the graph node by node. Floating-point tensors are parameters; batch normalisation is folded into its convolution.

    `first` names a tensor inside the graph: what comes before it is left out, and the module takes that tensor as input.
    """

    def __init__(self, model, first=None):
        super().__init__()
        self.model = model
        self.constants = {}
        self.weights = torch.nn.ParameterDict()
        self.keys = {}
        graph = model.graph
        self.input = first or graph.input[0].name
        self.output = graph.output[0].name
        for tensor in graph.initializer:
            self.keep(tensor.name, numpy_helper.to_array(tensor))
        nodes = [n for n in graph.node if n.op_type != 'Constant']
        for node in graph.node:
            if node.op_type == 'Constant':
                self.keep(node.output[0], numpy_helper.to_array(node.attribute[0].t))
        self.nodes = [(n.op_type, list(n.input), n.output[0], attributes(n)) for n in needed(nodes, self.input, self.output)]

    def keep(self, name, array):
        if array.dtype == numpy.float32 and array.size > 1:
            self.keys[name] = name.replace('.', '__')
            self.weights[self.keys[name]] = torch.nn.Parameter(torch.from_numpy(array.copy()))
        else:
            self.constants[name] = torch.from_numpy(numpy.array(array))

    def forward(self, x):
        values = {self.input: x}

        def value(name):
            if name in values:
                return values[name]
            return self.weights[self.keys[name]] if name in self.keys else self.constants[name]

        for operator, inputs, output, how in self.nodes:
            if operator == 'Softmax' and output == self.output:
                return value(inputs[0])
            values[output] = OPERATORS[operator]([value(n) for n in inputs], how)
        return values[self.output]

    def learned(self):
        """The whole graph with the weights as they are now."""
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        for tensor in model.graph.initializer:
            if tensor.name in self.keys:
                array = self.weights[self.keys[tensor.name]].detach().numpy()
                tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))
        return model


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def needed(nodes, first, last):
    """The nodes on the way from one tensor to another, in order."""
    wanted, kept = {last}, []
    for node in reversed(nodes):
        if any(o in wanted for o in node.output) and first not in node.output:
            kept.append(node)
            wanted.update(node.input)
    return kept[::-1]


def fold_batch_norms(model):
    """Every batch normalisation after a convolution becomes part of it: the same numbers, fewer of them, fewer steps."""
    graph = model.graph
    for node in graph.node:
        if node.op_type == 'Constant' and node.attribute[0].t.data_type == onnx.TensorProto.FLOAT:
            tensor = onnx.TensorProto()
            tensor.CopyFrom(node.attribute[0].t)
            tensor.name = node.output[0]
            graph.initializer.append(tensor)
    for node in [n for n in graph.node if n.op_type == 'Constant' and n.attribute[0].t.data_type == onnx.TensorProto.FLOAT]:
        graph.node.remove(node)
    arrays = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    makers = {n.output[0]: n for n in graph.node}
    for norm in [n for n in graph.node if n.op_type == 'BatchNormalization']:
        conv = makers[norm.input[0]]
        if conv.op_type != 'Conv':
            raise ValueError(f'{norm.name}: normalises what no convolution made')
        scale, shift, mean, variance = (arrays[name] for name in norm.input[1:5])
        factor = scale / numpy.sqrt(variance + attributes(norm).get('epsilon', 1e-5))
        bias = arrays[conv.input[2]] if len(conv.input) > 2 else 0
        weight, offset = conv.input[1] + '.folded', conv.output[0] + '.offset'
        graph.initializer.append(numpy_helper.from_array((arrays[conv.input[1]] * factor.reshape(-1, 1, 1, 1)).astype('float32'), weight))
        graph.initializer.append(numpy_helper.from_array(((bias - mean) * factor + shift).astype('float32'), offset))
        del conv.input[1:]
        conv.input.extend([weight, offset])
        conv.output[0] = norm.output[0]
        graph.node.remove(norm)
    used = {name for node in graph.node for name in node.input}
    for tensor in [t for t in graph.initializer if t.name not in used]:
        graph.initializer.remove(tensor)
    onnx.checker.check_model(model)
    return model


def convolve(values, how):
    top, left, foot, right = how.get('pads', [0, 0, 0, 0])
    if (top, left) != (foot, right):
        raise ValueError('uneven padding')
    bias = values[2] if len(values) > 2 else None
    return F.conv2d(values[0], values[1], bias, how.get('strides', [1, 1]), (top, left), groups=how.get('group', 1))


def cut(values, how):
    x = values[0]
    for start, end, axis in zip(*(v.tolist() for v in values[1:4])):
        size = x.shape[axis]
        start, end = (p + size if p < 0 else min(p, size) for p in (start, end))
        x = x.narrow(axis, start, end - start)
    return x


def squeeze(values, how):
    x = values[0]
    for axis in sorted(values[1].flatten().tolist(), reverse=True):
        x = x.squeeze(axis)
    return x


def reshape(values, how):
    x, shape = values[0], values[1].tolist()
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape)])


OPERATORS = {
    'Conv': convolve,
    'HardSwish': lambda v, how: F.hardswish(v[0]),
    'HardSigmoid': lambda v, how: torch.clamp(v[0] * how.get('alpha', 0.2) + how.get('beta', 0.5), 0, 1),
    'Sigmoid': lambda v, how: torch.sigmoid(v[0]),
    'Relu': lambda v, how: F.relu(v[0]),
    'Softmax': lambda v, how: torch.softmax(v[0], how.get('axis', -1)),
    'Add': lambda v, how: v[0] + v[1],
    'Sub': lambda v, how: v[0] - v[1],
    'Mul': lambda v, how: v[0] * v[1],
    'Div': lambda v, how: v[0] / v[1],
    'Pow': lambda v, how: torch.pow(v[0], v[1]),
    'Sqrt': lambda v, how: torch.sqrt(v[0]),
    'MatMul': lambda v, how: v[0] @ v[1],
    'Transpose': lambda v, how: v[0].permute(how['perm']),
    'GlobalAveragePool': lambda v, how: v[0].mean((2, 3), keepdim=True),
    'AveragePool': lambda v, how: F.avg_pool2d(v[0], how['kernel_shape'], how.get('strides')),
    'ReduceMean': lambda v, how: v[0].mean(tuple(how['axes']), keepdim=bool(how.get('keepdims', 1))),
    'Shape': lambda v, how: torch.tensor(v[0].shape),
    'Slice': cut,
    'Squeeze': squeeze,
    'Reshape': reshape,
    'Concat': lambda v, how: torch.cat([x.reshape(-1) if x.dim() == 0 else x for x in v], how['axis']),
}
