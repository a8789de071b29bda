export default definePageConfig({ navigationBarTitleText: '社保核查' });
